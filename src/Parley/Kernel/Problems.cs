using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Parley.Kernel;

/// <summary>Gives every refusal, ours and the framework's, the one shape: RFC 9457 with a stable code.</summary>
public static class Problems
{
    /// <summary>Tells what a failure from below means; asked in turn until one knows.</summary>
    public delegate Problem? Translate(Exception exception);

    internal static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context => Complete(context.ProblemDetails)
        );

    public static void UseProblems(this WebApplication server)
    {
        server.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = Answer,
                // A refusal is an answer, not a failure: a client could fill the log with them.
                SuppressDiagnosticsCallback = failed =>
                    Of(failed.Exception, failed.HttpContext.RequestServices).Problem.Status < 500,
            }
        );
        server.UseStatusCodePages();
    }

    /// <summary>What an exception is to the caller; <see cref="Problem.Internal"/> when nobody knows it.</summary>
    public static RuleBrokenException Of(Exception exception, IServiceProvider services) =>
        exception switch
        {
            RuleBrokenException broken => broken,
            BadHttpRequestException bad => new RuleBrokenException(Problem.OfStatus(bad.StatusCode))
            {
                Detail = DetailOf(bad),
            },
            _ => new RuleBrokenException(
                services
                    .GetServices<Translate>()
                    .Select(translate => translate(exception))
                    .FirstOrDefault(p => p is not null)
                    ?? Problem.Internal
            ),
        };

    private static async Task Answer(HttpContext context)
    {
        var broken = Of(context.Features.Get<IExceptionHandlerFeature>()!.Error, context.RequestServices);
        context.Response.StatusCode = broken.Problem.Status;
        if (broken.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString();
        else if (broken.Problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "1";

        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = DetailsOf(broken) });
    }

    private static ProblemDetails DetailsOf(RuleBrokenException broken)
    {
        var details = broken.Errors is { } errors
            ? new HttpValidationProblemDetails(errors.ToDictionary())
            : new ProblemDetails();
        details.Status = broken.Problem.Status;
        details.Title = broken.Problem.Title;
        details.Detail = broken.Detail;
        details.Extensions["code"] = broken.Problem.Code;
        if (broken.Reason is { } reason)
            details.Extensions["reason"] = reason;

        return details;
    }

    /// <summary>Fills in what the framework's own problems lack.</summary>
    private static void Complete(ProblemDetails details)
    {
        // The framework names some members by the property that takes them: in a query, and in what a body holds.
        if (details is HttpValidationProblemDetails { Errors: var errors })
            foreach (var (name, messages) in errors.ToList())
            {
                errors.Remove(name);
                errors[AsInJson(name)] = messages;
            }

        details.Type = "about:blank";
        details.Extensions.TryAdd("code", Problem.OfStatus(details.Status ?? 500).Code);
        details.Extensions["traceId"] = Activity.Current?.TraceId.ToString();
    }

    /// <param name="path">Such as <c>message.Body</c>.</param>
    private static string AsInJson(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    /// <summary>Where the JSON is wrong, but nothing of how it is read.</summary>
    private static string? DetailOf(BadHttpRequestException bad) =>
        bad.InnerException is System.Text.Json.JsonException json ? $"Not valid at {json.Path ?? "$"}." : null;
}
