using Microsoft.AspNetCore.Authorization;
using Parley.Kernel;

namespace Parley.People;

/// <summary>Who may use an endpoint. Every endpoint names one of these; one under /api that names none is closed to everybody.</summary>
public static class Access
{
    /// <summary>Explicitly open, also to those who are not signed in.</summary>
    public const string Anyone = "anyone";

    /// <summary>A person with an account, by a session or named by his shop.</summary>
    public const string SignedIn = "signed_in";

    /// <summary>A person, also a guest, who has no account.</summary>
    public const string SignedInOrGuest = "signed_in_or_guest";

    /// <summary>A person or a shop.</summary>
    public const string SignedInOrShop = "signed_in_or_shop";

    /// <summary>A shop that acts for itself by its key.</summary>
    public const string Shop = "shop";

    /// <summary>A person who runs the marketplace.</summary>
    public const string Admin = "admin";

    internal static void Configure(AuthorizationOptions options)
    {
        options.AddPolicy(Anyone, policy => policy.RequireAssertion(_ => true));
        options.AddPolicy(SignedIn, policy => policy.Require(actor => actor is { PersonRow: not 0, IsGuest: false }));
        options.AddPolicy(SignedInOrGuest, policy => policy.Require(actor => actor.PersonRow != 0));
        options.AddPolicy(SignedInOrShop, policy => policy.Require(actor => !actor.IsGuest));
        options.AddPolicy(Shop, policy => policy.Require(actor => actor.IsShop));
        options.AddPolicy(Admin, policy => policy.Require(actor => actor.IsAdmin));
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context => context.Resource is HttpContext http && !IsForgotten(http))
            .Build();
    }

    // What is no route is the framework's own 404, 405 or 415.
    private static bool IsForgotten(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint && context.Request.Path.StartsWithSegments("/api");

    private static void Require(this AuthorizationPolicyBuilder policy, Func<Actor, bool> holds) =>
        policy.RequireAssertion(context =>
            context.Resource is HttpContext http && Actor.Of(http) is { } actor && holds(actor)
        );

    /// <summary>Names the policy and declares the problems that come with it, beside <paramref name="problems"/> of the endpoint's own.</summary>
    public static RouteHandlerBuilder For(this RouteHandlerBuilder route, string policy, params int[] problems)
    {
        route.RequireAuthorization(policy);
        if (policy != Anyone)
            route.ProducesProblem(StatusCodes.Status401Unauthorized);
        if (policy is not (Anyone or SignedInOrGuest))
            route.ProducesProblem(StatusCodes.Status403Forbidden);
        foreach (var status in problems)
            route.ProducesProblem(status);

        return route;
    }
}
