using Parley.Kernel;
using Parley.People;

namespace Parley.Conversations;

/// <summary>The one visibility function: who sits in which conversation.</summary>
public sealed class Seats(ConversationCache conversations, Memberships memberships)
{
    /// <returns>Null when there is no such conversation, or the actor has no seat in it: from outside both look alike.</returns>
    public async ValueTask<Seat?> Of(Actor actor, Guid conversationId, CancellationToken cancellationToken)
    {
        if (await conversations.Find(conversationId, cancellationToken) is not { } facts)
            return null;

        return Of(actor, facts, await memberships.Of(actor, cancellationToken));
    }

    /// <summary>The seat by what is already known of the actor and the conversation.</summary>
    public static Seat? Of(Actor actor, ConversationFacts facts, IReadOnlyList<Membership> memberships)
    {
        // A shop's session never reaches into another shop.
        if (actor.PersonRow == 0 || (actor.ShopRow != 0 && actor.ShopRow != facts.ShopRow))
            return null;

        var sides = facts.Parties.Where(party => IsSideOf(party.Owner, actor, memberships)).ToList();

        return sides.Count == 0 ? null : new Seat(actor, facts, sides);
    }

    private static bool IsSideOf(Owner owner, Actor actor, IReadOnlyList<Membership> memberships) =>
        owner.Kind switch
        {
            OwnerKind.Person => owner.Row == actor.PersonRow,
            OwnerKind.Business => memberships.Any(membership => membership.BusinessRow == owner.Row),
            OwnerKind.Platform => actor.IsAdmin,
            _ => false,
        };
}
