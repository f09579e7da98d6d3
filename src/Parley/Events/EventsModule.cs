using Parley.Events.Followers;
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

        services.AddSingleton<Effects>();
        services.AddHostedService<RunFollowers>();
        services.AddHostedService<ForgetGivenUp>();

        return services;
    }

    /// <summary>Starts and stops the bus where it has something to run.</summary>
    private sealed class BusService(INodeBus bus) : IHostedService
    {
        // A node that takes requests before it hears the others would miss what they say in between. If PostgreSQL does not
        // answer, it starts all the same and is deaf, which it knows.
        private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            if (bus is not PostgresNodeBus postgres)
                return;

            await postgres.StartAsync(cancellationToken);
            await Task.WhenAny(postgres.Listening, Task.Delay(MaxWait, cancellationToken));
        }

        public Task StopAsync(CancellationToken cancellationToken) =>
            (bus as IHostedService)?.StopAsync(cancellationToken) ?? Task.CompletedTask;
    }
}
