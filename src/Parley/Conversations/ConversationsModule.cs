namespace Parley.Conversations;

public static class ConversationsModule
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services
            .AddOptions<ConversationOptions>()
            .BindConfiguration(ConversationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<ReopenWindow>();
        services.AddSingleton<ConversationCache>();
        services.AddSingleton<Oversight>();
        services.AddSingleton<Seats>();
        services.AddSingleton<InboxRows>();
        services.AddSingleton<ConversationViews>();
        services.AddSingleton<ListConversations>();
        services.AddSingleton<InboxState>();
        services.AddSingleton<CountUnread>();
        services.AddSingleton<ShowCustomer>();
        services.AddSingleton<MarkRead>();
        services.AddSingleton<Sync>();
        services.AddSingleton<Cursors>();
        services.AddHostedService(provider => provider.GetRequiredService<Cursors>());

        return services;
    }

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        routes.MapListConversations();
        routes.MapShowConversation();
        routes.MapShowCustomer();
        routes.MapMarkRead();
        routes.MapInboxState();
        routes.MapCountUnread();
        routes.MapSync();
        routes.MapOversight();
    }
}
