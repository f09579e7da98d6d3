using Microsoft.Extensions.Options;
using Parley.Kernel;
using Parley.Storage.Postgres;
using Parley.Storage.Sqlite;

namespace Parley.Storage;

public static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<Database>(provider =>
            Open(provider.GetRequiredService<IOptions<StorageOptions>>().Value)
        );
        services.AddSingleton<Migrator>();
        services.AddSingleton<Installation>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<Problems.Translate>(provider => provider.GetRequiredService<Database>().ProblemOf);

        return services;
    }

    public static void MapStorage(this IEndpointRouteBuilder routes) => routes.MapHealth();

    private static Database Open(StorageOptions options) =>
        string.IsNullOrWhiteSpace(options.Postgres)
            ? new SqliteDatabase(options.SqlitePath)
            : new PostgresDatabase(options.Postgres);
}
