using Parley.Client;
using Parley.Client.Live;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Client;

/// <summary>People of the tests with the client library in their hands.</summary>
internal static class Devices
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static readonly LiveOptions Quick = new()
    {
        MinBackoff = TimeSpan.FromMilliseconds(20),
        MaxBackoff = TimeSpan.FromMilliseconds(300),
    };

    public static ParleyClient Client(this Person person, Uri? server = null) =>
        new(server ?? person.Http.BaseAddress!)
        {
            Cookie = person.Http.DefaultRequestHeaders.GetValues("Cookie").Single(),
        };

    public static async Task<LiveConnection> Listens(this ParleyClient client)
    {
        var live = new LiveConnection(client, Quick);
        await live.Start().WaitAsync(Patience);

        return live;
    }

    /// <summary>The messages of one conversation as they are told, until there are <paramref name="count"/>.</summary>
    public static async Task<IReadOnlyList<MessageView>> Hears(this LiveConnection live, Guid conversation, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var heard = new List<MessageView>();
        while (heard.Count < count)
            if (
                await live.Events.ReadAsync(patience.Token) is LiveEvent.MessageApplied(var message)
                && message.ConversationId == conversation
            )
                heard.Add(message);

        return heard;
    }

    public static async Task<T> Sees<T>(this LiveConnection live, Func<T, bool>? fits = null)
        where T : LiveEvent
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
            if (await live.Events.ReadAsync(patience.Token) is T seen && fits?.Invoke(seen) != false)
                return seen;
    }
}
