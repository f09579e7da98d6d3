using Parley.Conversations;

namespace Parley.Messages;

/// <summary>
/// What a message must keep to beside limits and seats. Asked for each in the path always, so it only looks at what is at hand;
/// what must be looked up it leaves to a deed.
/// </summary>
public interface ISendRule
{
    /// <returns>
    /// Looks it up in the transaction that stores the message, and answers with <see cref="DeedDone.Refusal"/> where it may not be
    /// sent. Null when there is nothing to look up.
    /// </returns>
    Deed? For(Seat seat, Audience audience, string body);
}
