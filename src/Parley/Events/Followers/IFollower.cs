using Parley.Storage;

namespace Parley.Events.Followers;

/// <summary>
/// Work that is done after a commit and may wait, fail and be tried again without anybody waiting for it: mail, webhooks, an index.
/// One node at a time runs a follower. A follower only joins: one class and one line of registration.
/// </summary>
public interface IFollower
{
    /// <summary>A word of its own; it stands in the database.</summary>
    string Name { get; }

    /// <summary>
    /// Has the effect outside. It may have been had before, when a node died in between: <see cref="Effect.Id"/> stays the same and
    /// lets the other side see it.
    /// </summary>
    /// <exception cref="Exception">It is tried again later, and given up after <see cref="Effects.MaxTries"/> tries.</exception>
    Task Run(Effect effect, CancellationToken cancellationToken);
}

/// <summary>A follower that finds its work by itself, reading the log or another table that only grows.</summary>
public interface IReadingFollower : IFollower
{
    /// <summary>
    /// Looks at what came after <paramref name="from"/>, a page at most, and adds the effects that follow from it. In one
    /// transaction with the new place, so each effect is added once.
    /// </summary>
    /// <param name="from">Null the first time.</param>
    /// <returns>The new place; <paramref name="from"/> when there was nothing.</returns>
    Task<Place?> ReadOn(Work work, Place? from);
}

/// <summary>Where a follower stands in what it reads: behind the row of a transaction's stamp.</summary>
public readonly record struct Place(long Stamp, long Row);

/// <summary>Something to do outside.</summary>
/// <param name="Data">As it was added.</param>
/// <param name="Tries">How often it has failed.</param>
public sealed record Effect(Guid Id, string Data, int Tries);
