using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Parley.People.Keys;
using Parley.People.Links;

namespace Parley.People;

public static class PeopleModule
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services
            .AddAuthentication(Authentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, Authentication>(Authentication.Scheme, configureOptions: null);
        services.AddAuthorization(Access.Configure);
        // It would log the address of each request, and the live connection's holds a ticket.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        // A proxy on this machine tells who called it and whether by https; of others, and of the host's name, nothing is believed.
        services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
        );
        services.AddSingleton<AccessChanges>();
        services.AddSingleton<AccessCache>();
        services.AddSingleton<Credentials>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Memberships>();
        services.AddSingleton<CurrentActors>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<AttemptLimits>();
        services.AddHostedService(provider => provider.GetRequiredService<AttemptLimits>());
        services.LimitAttempts(SignInLimits.Rules);
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<RemoveMember>();
        services.AddSingleton<PushBusiness>();
        services.AddLinks();
        services.AddKeys();

        return services;
    }

    /// <summary>Finds out who acts and lets through who may. Comes before every endpoint.</summary>
    public static void UsePeople(this WebApplication server)
    {
        server.UseForwardedHeaders();
        server.UsePrivateAnswers();
        server.UseSameOrigin();
        server.UseAuthentication();
        server.UseAuthorization();
    }

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapSignIn();
        api.MapSignOut();
        api.MapShowMe();
        api.MapChangeMe();
        api.MapChangePassword();
        api.MapChangeShop();
        api.MapListBusinesses();
        api.MapListMembers();
        api.MapRemoveMember();
        api.MapLinks();
        api.MapKeys();
        api.MapPushPerson();
        api.MapPushBusiness();
        api.MapPushMember();
    }
}
