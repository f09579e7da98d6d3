namespace Parley.People.Links;

internal static class LinksModule
{
    public static void AddLinks(this IServiceCollection services)
    {
        services.LimitAttempts([.. MailLimits.Rules, LinkDeeds.Guesses]);
        services.AddSingleton<MailLimits>();
        services.AddSingleton<LinkMails>();
        services.AddSingleton<LinkDeeds>();
        services.AddSingleton<UseLink>();
        services.AddSingleton<SignUp>();
        services.AddSingleton<MailLink>();
        services.AddSingleton<Invite>();
        services.AddSingleton<FirstAdmin>();
    }

    public static void MapLinks(this IEndpointRouteBuilder api)
    {
        api.MapSignUp();
        api.MapResetPassword();
        api.MapMailReturn();
        api.MapInvite();
        api.MapShowLink();
        api.MapUseLink();
    }
}
