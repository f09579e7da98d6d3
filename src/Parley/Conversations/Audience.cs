namespace Parley.Conversations;

/// <summary>Who may read a message.</summary>
/// <param name="Owner">Whose team, or which party the platform speaks with; none for the other kinds.</param>
public readonly record struct Audience(AudienceKind Kind, Owner Owner)
{
    public static readonly Audience Everyone = new(AudienceKind.Everyone, Owner.None);

    public static Audience TeamOf(Owner business) => new(AudienceKind.Team, business);

    public static Audience PlatformWith(Owner party) => new(AudienceKind.PlatformWith, party);

    /// <summary>Whether this side, by itself and without oversight, may read what is said to this audience.</summary>
    public bool IsReadBy(Owner side) =>
        Kind switch
        {
            AudienceKind.Everyone => true,
            AudienceKind.Team => Owner == side,
            AudienceKind.Platform => side == Owner.Platform,
            AudienceKind.PlatformWith => Owner == side || side == Owner.Platform,
            _ => false,
        };
}

/// <summary>An audience as a conversation has it.</summary>
public sealed record AudienceRow(long RowId, Audience Audience);
