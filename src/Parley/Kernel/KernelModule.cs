using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Parley.Kernel;

public static class KernelModule
{
    public static IServiceCollection AddKernel(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Clock>();
        services.AddValidation();
        services.AddOpenApi(options =>
        {
            options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
            // A converter of our own hides from the generator what it writes.
            options.AddSchemaTransformer(
                (schema, context, _) =>
                {
                    var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
                    if (type == typeof(string) || type == typeof(DateTimeOffset))
                        schema.Type = JsonSchemaType.String;
                    else if (context.JsonTypeInfo.ElementType == typeof(string))
                        schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };

                    return Task.CompletedTask;
                }
            );
            options.AddOperationTransformer(
                (operation, context, _) =>
                {
                    foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                        Describe(parameter, context.Description);

                    return Task.CompletedTask;
                }
            );
        });
        services.AddProblems();
        services.ConfigureHttpJsonOptions(options => Configure(options.SerializerOptions));

        return services;
    }

    /// <summary>A record of query parameters gives them its C# names; the binding does not mind, a typed client would.</summary>
    private static void Describe(OpenApiParameter parameter, ApiDescription operation)
    {
        var described = operation.ParameterDescriptions.FirstOrDefault(other => other.Name == parameter.Name);
        if (WordSchema.Of(described?.Type ?? described?.ParameterDescriptor?.ParameterType) is { } words)
            parameter.Schema = words;
        parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "");
    }

    /// <summary>The options of <see cref="Configure"/>, for what is kept or passed on inside.</summary>
    public static JsonSerializerOptions Json { get; } = Configured();

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions();
        Configure(options);

        return options;
    }

    /// <summary>
    /// How JSON is read and written at every door. Strict on the way in: without the first line a missing clientId silently became
    /// the empty id; without the last the OpenAPI document says that every number may be a string.
    /// </summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        options.AllowDuplicateProperties = false;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new TextJson());
    }
}
