namespace Parley.Client.Live;

/// <summary>How the live connection behaves.</summary>
public sealed record LiveOptions
{
    /// <summary>The longest first wait before connecting again; each further one doubles. The wait is random below it.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The longest wait.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// At the first connection reads the caller's lists once, so that whatever is said later in any of these conversations is told,
    /// breaks included. Without it, what a conversation heard of for the first time after a break had before stays untold.
    /// </summary>
    public bool KnowsListsFromStart { get; init; } = true;

    /// <summary>
    /// Fetches the messages of a business's conversations that are not watched, of which the server only shows the line in the list.
    /// </summary>
    public bool FetchesUnwatched { get; init; } = true;
}
