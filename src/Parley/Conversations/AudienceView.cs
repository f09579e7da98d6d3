namespace Parley.Conversations;

/// <summary>Who may read: everyone in the conversation, the team of a business, the platform, or the platform with one party.</summary>
/// <param name="BusinessId">Whose team, or the business that the platform speaks with.</param>
/// <param name="PersonId">The customer that the platform speaks with.</param>
public sealed record AudienceView(AudienceKind Kind, Guid? BusinessId = null, Guid? PersonId = null)
{
    private static readonly AudienceView Everyone = new(AudienceKind.Everyone);

    internal AudienceName Name => new(Kind, BusinessId, PersonId);

    internal static AudienceView Of(Audience audience, ConversationFacts facts)
    {
        if (audience.Owner == Owner.None)
            return audience.Kind == AudienceKind.Everyone ? Everyone : new AudienceView(audience.Kind);

        // A party that has left keeps its audience but is no longer named.
        var id = facts.Parties.FirstOrDefault(party => party.Owner == audience.Owner)?.Id;

        return audience.Owner.Kind == OwnerKind.Business
            ? new AudienceView(audience.Kind, BusinessId: id)
            : new AudienceView(audience.Kind, PersonId: id);
    }
}

/// <summary>An audience as who writes to it names it: whose team or party it is follows from who asks.</summary>
/// <param name="BusinessId">The business that the platform speaks with; of others only their own, or none.</param>
/// <param name="PersonId">The customer that the platform speaks with; of others only themselves, or none.</param>
public sealed record AudienceName(AudienceKind Kind, Guid? BusinessId = null, Guid? PersonId = null)
{
    /// <summary>What is meant where none is named.</summary>
    internal static readonly AudienceName Everyone = new(AudienceKind.Everyone);
}

/// <summary>The number of the newest message in an audience; 0 before the first.</summary>
public sealed record HeadView(AudienceView Audience, long Seq);
