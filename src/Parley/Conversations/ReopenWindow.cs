using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Parley.Kernel;

namespace Parley.Conversations;

/// <summary>How conversations live.</summary>
public sealed record ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>For how many days the customer may open again what was resolved.</summary>
    [Range(0, 36_500)]
    public int ReopenDays { get; init; } = 30;

    /// <summary>Conversations that a customer may start within any hour.</summary>
    [Range(1, 10_000_000)]
    public int StartsPerHour { get; init; } = 20;
}

/// <summary>
/// The time after resolving in which the customer may open a conversation again by hand. A new message opens it at any time.
/// </summary>
public sealed class ReopenWindow(IOptions<ConversationOptions> options, Clock clock)
{
    private readonly TimeSpan _length = TimeSpan.FromDays(options.Value.ReopenDays);

    /// <param name="resolvedAt">Null where it is not known, which counts as just now.</param>
    public bool Holds(DateTimeOffset? resolvedAt) => resolvedAt is not { } at || clock.Now - at < _length;

    /// <summary>When it ends; null where that is not known.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset? resolvedAt) => resolvedAt + _length;
}
