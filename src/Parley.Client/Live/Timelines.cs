namespace Parley.Client.Live;

/// <summary>
/// How far each conversation was told, by number within the audience. Takes messages in any order and any number of times, and lets
/// each through once and in order, fetching what is missing.
/// </summary>
/// <param name="fetch">All messages of a conversation after one, or from the beginning, oldest first.</param>
/// <param name="apply">Is given each message.</param>
/// <param name="knowsAll">Whether a conversation that was never heard of is new, so that all of it is to be told.</param>
internal sealed class Timelines(
    Func<Guid, Guid?, CancellationToken, Task<IReadOnlyList<MessageView>>> fetch,
    Action<MessageView> apply,
    bool knowsAll
)
{
    private readonly Dictionary<(Guid Conversation, AudienceView Audience), Place> _places = [];

    // The newest message that was told, or that had been there before the first was.
    private readonly Dictionary<Guid, Guid> _newest = [];
    private readonly Dictionary<Guid, Guid> _before = [];

    /// <summary>What was said up to <paramref name="messageId"/> is not to be told.</summary>
    public void Skip(Guid conversationId, Guid messageId)
    {
        if (_newest.TryGetValue(conversationId, out var known) && known.CompareTo(messageId) >= 0)
            return;
        _newest[conversationId] = _before[conversationId] = messageId;
    }

    /// <summary>Lets a message through in its turn.</summary>
    public async Task Take(MessageView message, CancellationToken stop)
    {
        var key = KeyOf(message);
        var isNext = _places.TryGetValue(key, out var place) ? message.Seq == place.Seq + 1 : message.Seq == 1;
        if (IsOld(message))
            return;
        if (!isNext)
            await Repair(key, stop);
        if (!IsOld(message) && (!_places.TryGetValue(key, out place) || message.Seq > place.Seq))
            Apply(message);
    }

    /// <summary>There is a message with this number; what is missing up to it is fetched.</summary>
    public Task Reach(Guid conversationId, HeadView head, CancellationToken stop)
    {
        var key = (conversationId, head.Audience);
        var isThere = _places.TryGetValue(key, out var place) ? place.Seq >= head.Seq : head.Seq == 0;

        return isThere ? Task.CompletedTask : Repair(key, stop);
    }

    /// <summary>There is a message with this id in one of the audiences; what follows the newest that was told is fetched.</summary>
    public async Task Reach(Guid conversationId, Guid messageId, CancellationToken stop)
    {
        var isKnown = _newest.TryGetValue(conversationId, out var newest);
        if (isKnown && newest.CompareTo(messageId) >= 0)
            return;
        if (!isKnown && !knowsAll)
            Skip(conversationId, messageId);
        else
            foreach (var message in await fetch(conversationId, isKnown ? newest : null, stop))
                await Take(message, stop);
    }

    /// <summary>Nothing more is known of a conversation.</summary>
    public void Forget(Guid conversationId)
    {
        _newest.Remove(conversationId);
        _before.Remove(conversationId);
        foreach (var key in _places.Keys.Where(key => key.Conversation == conversationId).ToList())
            _places.Remove(key);
    }

    /// <summary>Nothing more is known.</summary>
    public void Clear()
    {
        _newest.Clear();
        _before.Clear();
        _places.Clear();
    }

    private async Task Repair((Guid Conversation, AudienceView Audience) key, CancellationToken stop)
    {
        Guid? after = _places.TryGetValue(key, out var place) ? place.Id : null;
        if (after is null && _before.TryGetValue(key.Conversation, out var before))
            after = before;
        if (after is null && !knowsAll)
            return; // what stands there first is where its telling begins
        foreach (var message in await fetch(key.Conversation, after, stop))
            // A hole in another audience is left for that audience's own repair.
            if (!IsOld(message) && (KeyOf(message) == key || IsNext(message)))
                Apply(message);
    }

    private bool IsNext(MessageView message) =>
        _places.TryGetValue(KeyOf(message), out var place) ? message.Seq == place.Seq + 1 : message.Seq == 1;

    private bool IsOld(MessageView message) =>
        _places.TryGetValue(KeyOf(message), out var place)
            ? message.Seq <= place.Seq
            : _before.TryGetValue(message.ConversationId, out var before) && message.Id.CompareTo(before) <= 0;

    private void Apply(MessageView message)
    {
        _places[KeyOf(message)] = new Place(message.Seq, message.Id);
        if (!_newest.TryGetValue(message.ConversationId, out var newest) || newest.CompareTo(message.Id) < 0)
            _newest[message.ConversationId] = message.Id;
        apply(message);
    }

    private static (Guid, AudienceView) KeyOf(MessageView message) => (message.ConversationId, message.Audience);

    private readonly record struct Place(long Seq, Guid Id);
}
