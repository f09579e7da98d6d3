using Parley.Kernel;
using Parley.Storage;
using Parley.Storage.Postgres;

namespace Parley.Events;

public static class EventsModule
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<INodeBus>(provider =>
            provider.GetRequiredService<Database>() is PostgresDatabase postgres
                ? new PostgresNodeBus(
                    postgres,
                    provider.GetRequiredService<Clock>(),
                    provider.GetRequiredService<ILogger<PostgresNodeBus>>()
                )
                : new OneNodeBus()
        );
        services.AddHostedService(provider => new BusService(provider.GetRequiredService<INodeBus>()));

        return services;
    }

    /// <summary>Starts and stops the bus where it has something to run.</summary>
    private sealed class BusService(INodeBus bus) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            (bus as IHostedService)?.StartAsync(cancellationToken) ?? Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) =>
            (bus as IHostedService)?.StopAsync(cancellationToken) ?? Task.CompletedTask;
    }
}
