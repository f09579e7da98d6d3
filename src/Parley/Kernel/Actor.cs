using System.Reflection;

namespace Parley.Kernel;

/// <summary>Who acts: a person, or a shop by its API key. Comes from the session alone, never from a request's body.</summary>
/// <param name="PersonRow">0 when a shop acts for itself.</param>
/// <param name="ShopRow">The shop that the session or key belongs to; 0 for a session of the installation's own app.</param>
/// <param name="IsShop">Acts by a shop's API key, with the shop's rights over its own data.</param>
/// <param name="IsAdmin">Runs the marketplace.</param>
/// <param name="AccessVersion">The person's access version when this was read; it rises with each change of what he may do.</param>
/// <param name="SessionRow">0 for keys.</param>
public sealed record Actor(
    long PersonRow,
    Guid PersonId,
    string Name,
    long ShopRow,
    bool IsShop,
    bool IsAdmin,
    long AccessVersion,
    long SessionRow
)
{
    private static readonly object ItemKey = new();

    /// <summary>Known by an address only, without an account: he takes part in his conversations and does nothing else.</summary>
    public bool IsGuest { get; init; }

    /// <summary>From where the request came that acts, for the audit; 0 where a request only reads.</summary>
    public long TraceRow { get; init; }

    /// <summary>Puts the actor where <see cref="BindAsync"/> and the hub find it. Called by authentication only.</summary>
    public void Attach(HttpContext context) => context.Items[ItemKey] = this;

    /// <summary>The actor of a request, or null when nobody is signed in.</summary>
    public static Actor? Of(HttpContext context) =>
        context.Items.TryGetValue(ItemKey, out var found) ? (Actor)found! : null;

    /// <summary>Lets a handler take the actor as a parameter.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<Actor?>(Of(context) ?? throw new RuleBrokenException(Problem.Unauthenticated));
}
