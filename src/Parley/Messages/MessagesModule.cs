using Parley.Audit;
using Parley.Conversations;
using Parley.Events;
using Parley.Kernel;
using Parley.Storage;
using Parley.Storage.Postgres;
using Parley.Storage.Sqlite;

namespace Parley.Messages;

public static class MessagesModule
{
    public static IServiceCollection AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<MessagingOptions>()
            .Bind(configuration.GetSection(MessagingOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SendLimits>();
        services.AddSingleton<SeatTurns>();
        services.AddSingleton<SendMessage>();
        services.AddSingleton<ChangeStatus>();
        services.AddSingleton<JoinAsPlatform>();
        services.AddSingleton<Timeline>();
        services.AddSingleton<ListMessagesBetween>();
        services.AddSingleton<ISealed, SealedMessages>();
        services.AddSingleton<ILogStore>(provider =>
            provider.GetRequiredService<Database>() switch
            {
                SqliteDatabase sqlite => new SqliteLogStore(sqlite),
                PostgresDatabase postgres => new PostgresLogStore(
                    postgres,
                    provider.GetRequiredService<INodeBus>().NodeId
                ),
                var other => throw new NotSupportedException($"There is no message log for {other.GetType()}."),
            }
        );
        services.AddSingleton(provider => new MessageLog(
            provider.GetRequiredService<ILogStore>(),
            provider.GetRequiredService<Clock>(),
            provider.GetRequiredService<ConversationCache>(),
            provider.GetServices<IShowCommitted>(),
            provider.GetRequiredService<INodeBus>(),
            provider.GetRequiredService<ILogger<MessageLog>>()
        ));
        services.AddHostedService(provider => provider.GetRequiredService<MessageLog>());
        services.AddHostedService<NodeSignals>();

        return services;
    }

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapSendMessage();
        routes.MapListMessages();
        routes.MapListMessagesBetween();
        routes.MapChangeStatus();
        routes.MapJoinAsPlatform();
    }
}
