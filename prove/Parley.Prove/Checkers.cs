using Parley.Prove.Record;

namespace Parley.Prove;

/// <summary>
/// What recorded histories and the database must agree on. Each checker answers its violations as sentences; none means that
/// the promise held.
/// </summary>
public static class Checkers
{
    /// <summary>C1: every message whose sender was told that it is stored is stored, under the id and number that he was told.</summary>
    public static IEnumerable<string> EveryAckIsStored(
        IEnumerable<History> histories,
        IReadOnlyCollection<StoredMessage> stored
    )
    {
        var byId = stored.GroupBy(message => message.Id).ToDictionary(group => group.Key, group => group.First());
        foreach (var (client, ack) in All(histories, Deed.Ack))
            if (!byId.TryGetValue(ack.Id, out var message))
                yield return $"C1: {client} was told that {ack.ClientId} is stored as {ack.Id}, which is not there.";
            else if (message.ClientId != ack.ClientId || message.Seq != ack.Seq || message.BodyHash != ack.BodyHash)
                yield return $"C1: what {client} was told of {ack.ClientId} is not what stands under {ack.Id}.";
    }

    /// <summary>C2: each client id is stored exactly once, and every answer to it named the same message.</summary>
    public static IEnumerable<string> EachClientIdIsStoredOnce(
        IEnumerable<History> histories,
        IReadOnlyCollection<StoredMessage> stored
    )
    {
        foreach (var twins in stored.GroupBy(message => (message.Conversation, message.Sender, message.ClientId)))
            if (twins.Count() > 1)
                yield return $"C2: {twins.Key.ClientId} is stored {twins.Count()} times.";

        var answers = new Dictionary<Guid, Guid>();
        foreach (var (client, ack) in All(histories, Deed.Ack))
            if (!answers.TryAdd(ack.ClientId, ack.Id) && answers[ack.ClientId] != ack.Id)
                yield return $"C2: {client} was told of two messages, {answers[ack.ClientId]} and {ack.Id}, for {ack.ClientId}.";
    }

    /// <summary>C3: all observers and the database agree on which message stands at (conversation, audience, number).</summary>
    public static IEnumerable<string> AllAgree(
        IEnumerable<History> histories,
        IReadOnlyCollection<StoredMessage> stored
    )
    {
        var places = new Dictionary<(Guid, string, long), (Guid Id, string Hash)>(stored.Count);
        foreach (var message in stored)
            places.TryAdd((message.Conversation, message.Audience, message.Seq), (message.Id, message.BodyHash));

        foreach (var history in histories)
        foreach (var seen in history.Entries.Where(entry => entry.Deed is Deed.Ack or Deed.Receive))
            if (!places.TryGetValue((seen.Conversation, seen.Audience, seen.Seq), out var place))
                yield return $"C3: {history.Client} saw {Where(seen)}, which the database does not have.";
            else if (place != (seen.Id, seen.BodyHash))
                yield return $"C3: {history.Client} saw {seen.Id} at {Where(seen)}, where {place.Id} stands.";
    }

    /// <summary>C4: the numbers of each audience are 1 to N, none missing, none twice.</summary>
    public static IEnumerable<string> NumbersHaveNoHoles(IReadOnlyCollection<StoredMessage> stored)
    {
        foreach (var audience in stored.GroupBy(message => (message.Conversation, message.Audience)))
        {
            var expected = 1L;
            foreach (var seq in audience.Select(message => message.Seq).Order())
            {
                if (seq != expected)
                {
                    yield return $"C4: {audience.Key} has {seq} where {expected} belongs.";
                    break;
                }

                expected++;
            }
        }
    }

    /// <summary>
    /// C5: each sender's messages keep the order in which he sent them. One that was answered with an error may have been stored
    /// at any of its attempts, so it counts only against what was sent after the last, or before the first.
    /// </summary>
    public static IEnumerable<string> SendersKeepTheirOrder(
        IEnumerable<History> histories,
        IReadOnlyCollection<StoredMessage> stored
    )
    {
        var numbers = stored
            .GroupBy(message => message.ClientId)
            .ToDictionary(group => group.Key, group => group.Min(message => message.Seq));
        foreach (var history in histories)
        foreach (var thread in SendsOf(history).GroupBy(sent => (sent.First.Conversation, sent.First.Audience)))
        {
            var before = new Queue<Sent>(thread.OrderBy(sent => sent.LastAt));
            var highest = 0L;
            foreach (var sent in thread.OrderBy(sent => sent.First.Ticks))
            {
                while (before.Peek().LastAt < sent.First.Ticks)
                    highest = Math.Max(highest, numbers.GetValueOrDefault(before.Dequeue().First.ClientId));
                if (numbers.TryGetValue(sent.First.ClientId, out var seq) && seq < highest)
                    yield return $"C5: {history.Client} sent {sent.First.ClientId} after the message that got {highest}, but it got {seq}.";
            }
        }
    }

    /// <param name="LastAt">When it was sent after the last error; what follows a lost connection is not a new attempt.</param>
    private sealed record Sent(Entry First, long LastAt);

    private static IEnumerable<Sent> SendsOf(History history)
    {
        var sends = new Dictionary<Guid, Sent>();
        var refused = new HashSet<Guid>();
        foreach (var entry in history.Entries)
            if (entry.Deed == Deed.Refused)
                refused.Add(entry.ClientId);
            else if (entry.Deed == Deed.Send && !sends.TryAdd(entry.ClientId, new Sent(entry, entry.Ticks)))
                if (refused.Remove(entry.ClientId))
                    sends[entry.ClientId] = sends[entry.ClientId] with { LastAt = entry.Ticks };

        return sends.Values;
    }

    private static IEnumerable<(string Client, Entry Entry)> All(IEnumerable<History> histories, Deed deed) =>
        histories.SelectMany(history =>
            history.Entries.Where(entry => entry.Deed == deed).Select(entry => (history.Client, entry))
        );

    private static string Where(Entry seen) => $"{seen.Conversation}/{seen.Audience}/{seen.Seq}";
}
