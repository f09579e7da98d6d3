using Parley.Kernel;
using Parley.People;

namespace Parley.Conversations;

/// <summary>The one visibility function: who sits in which conversation.</summary>
public sealed class Seats(ConversationCache conversations, Memberships memberships, Oversight oversight)
{
    /// <returns>Null when there is no such conversation, or the actor has no seat in it: from outside both look alike.</returns>
    public async ValueTask<Seat?> Of(Actor actor, Guid conversationId, CancellationToken cancellationToken)
    {
        if (await conversations.Find(conversationId, cancellationToken) is not { } facts)
            return null;

        var seat = Of(actor, facts, await memberships.Of(actor, cancellationToken));
        // Who takes part for a business sees what its members see, also as an admin.
        if (seat is not null && seat.Role != Role.Platform)
            return seat;

        return await oversight.Holds(actor, facts.RowId, cancellationToken) ? Seat.Overseeing(actor, facts) : seat;
    }

    /// <summary>The seat by what is already known of the actor and the conversation.</summary>
    public static Seat? Of(Actor actor, ConversationFacts facts, IReadOnlyList<Membership> memberships)
    {
        // A shop's session never reaches into another shop.
        if (actor.PersonRow == 0 || (actor.ShopRow != 0 && actor.ShopRow != facts.ShopRow))
            return null;

        // Asked for every device that a message may concern, so without what a query would allocate.
        List<Party>? sides = null;
        foreach (var party in facts.Parties)
            if (IsSideOf(party.Owner, actor, memberships))
                (sides ??= []).Add(party);

        return sides is null ? null : new Seat(actor, facts, sides);
    }

    private static bool IsSideOf(Owner owner, Actor actor, IReadOnlyList<Membership> memberships) =>
        owner.Kind switch
        {
            OwnerKind.Person => owner.Row == actor.PersonRow,
            OwnerKind.Business => IsMember(owner.Row, memberships),
            OwnerKind.Platform => actor.IsAdmin,
            _ => false,
        };

    private static bool IsMember(long businessRow, IReadOnlyList<Membership> memberships)
    {
        for (var i = 0; i < memberships.Count; i++)
            if (memberships[i].BusinessRow == businessRow)
                return true;

        return false;
    }
}
