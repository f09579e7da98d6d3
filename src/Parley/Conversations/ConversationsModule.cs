namespace Parley.Conversations;

public static class ConversationsModule
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<ConversationCache>();
        services.AddSingleton<Seats>();

        return services;
    }
}
