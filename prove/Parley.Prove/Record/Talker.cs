using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Parley.Load;

namespace Parley.Prove.Record;

/// <summary>
/// A device that sends with a window, never gives up, and writes down what happened. After a lost connection it sends what has
/// no answer again, in its order and under the same client ids, before anything new.
/// </summary>
internal sealed class Talker(Device device, int window, Recorder recorder)
{
    private readonly LinkedList<Letter> _unanswered = [];
    private readonly List<string> _unexpected = [];
    private int _unansweredCount;
    private CancellationToken _stop;

    /// <summary>Messages on their way right now; read by other threads.</summary>
    public int InFlight => Volatile.Read(ref _unansweredCount);

    public long Acked { get; private set; }

    public long Heard { get; private set; }

    /// <summary>Answers that no fault explains.</summary>
    public IReadOnlyList<string> Unexpected => _unexpected;

    /// <summary>Sends until <paramref name="stop"/>, then takes the last answers, until <paramref name="abort"/> at the latest.</summary>
    public async Task Run(CancellationToken stop, CancellationToken abort)
    {
        _stop = stop;
        while (!(stop.IsCancellationRequested && _unanswered.Count == 0))
        {
            try
            {
                await Converse(abort);
            }
            catch (Exception lost)
                when (lost is IOException or WebSocketException or SocketException or OperationCanceledException)
            {
                if (stop.IsCancellationRequested && _unanswered.Count == 0)
                    return;
                abort.ThrowIfCancellationRequested();
                foreach (var letter in _unanswered)
                    Write(Deed.Info, letter, 0, Guid.Empty);
                await Task.Delay(Random.Shared.Next(20, 80), abort);
            }
        }
    }

    private async Task Converse(CancellationToken abort)
    {
        await using var hub = new HubSocket();
        await hub.Connect(device.Node, device.Token, abort);
        await hub.Invoke("watch", "Watch", $$"""{"conversationId":"{{device.Conversation}}"}""");
        foreach (var letter in _unanswered)
            await Send(hub, letter);

        while (!(_stop.IsCancellationRequested && _unanswered.Count == 0))
        {
            while (_unanswered.Count < window && !_stop.IsCancellationRequested)
                await SendNew(hub);
            var refused = new List<Letter>();
            await hub.ReadFrames(frame => Take(frame, refused), _unanswered.Count == 0 ? _stop : abort);
            await SendAgain(hub, refused, abort);
        }
    }

    private async Task SendNew(HubSocket hub)
    {
        var clientId = Guid.CreateVersion7();
        var letter = new Letter(clientId, $"proof-{clientId:N} says that the blue one is still there");
        _unanswered.AddLast(letter);
        Volatile.Write(ref _unansweredCount, _unanswered.Count);
        await Send(hub, letter);
    }

    private async Task SendAgain(HubSocket hub, List<Letter> refused, CancellationToken abort)
    {
        if (refused.Count == 0)
            return;

        // What an overloaded or cut-off server asks for.
        await Task.Delay(100, abort);
        foreach (var letter in refused)
            await Send(hub, letter);
    }

    private Task Send(HubSocket hub, Letter letter)
    {
        Write(Deed.Send, letter, 0, Guid.Empty);

        return hub.Invoke($"{letter.ClientId}", "Send", device.Argument(letter.ClientId, letter.Body));
    }

    private void Take(ReadOnlySpan<byte> frame, List<Letter> refused)
    {
        if (frame.StartsWith("{\"type\":3"u8))
            TakeAnswer(JsonDocument.Parse(Encoding.UTF8.GetString(frame)).RootElement, refused);
        else if (frame.IndexOf("\"target\":\"message\""u8) >= 0)
            TakeMessage(JsonDocument.Parse(Encoding.UTF8.GetString(frame)).RootElement);
        else if (frame.StartsWith("{\"type\":7"u8))
            throw new IOException("The server said goodbye.");
    }

    private void TakeAnswer(JsonElement answer, List<Letter> refused)
    {
        if (!Guid.TryParse(answer.GetProperty("invocationId").GetString(), out var clientId))
            return;
        var letter = _unanswered.First(letter => letter.ClientId == clientId);
        if (answer.TryGetProperty("error", out var error))
        {
            // After a cut database the outcome is unknown; in any case the same letter goes out again.
            Write(Deed.Refused, letter, 0, Guid.Empty);
            refused.Add(letter);
            if (error.GetString()!.Contains("unavailable") is false)
                _unexpected.Add(error.GetString()!);
            return;
        }

        var seen = Seen.Of(answer.GetProperty("result"));
        recorder.Write(Deed.Ack, seen.Conversation, seen.Audience, clientId, seen.Seq, seen.Id, seen.BodyHash);
        _unanswered.Remove(letter);
        Volatile.Write(ref _unansweredCount, _unanswered.Count);
        Acked++;
    }

    private void TakeMessage(JsonElement frame)
    {
        var seen = Seen.Of(frame.GetProperty("arguments")[0].GetProperty("message"));
        recorder.Write(Deed.Receive, seen.Conversation, seen.Audience, Guid.Empty, seen.Seq, seen.Id, seen.BodyHash);
        Heard++;
    }

    private void Write(Deed deed, Letter letter, long seq, Guid id) =>
        recorder.Write(deed, device.Conversation, device.Audience, letter.ClientId, seq, id, Entry.HashOf(letter.Body));

    private sealed record Letter(Guid ClientId, string Body);
}

/// <summary>Who speaks where.</summary>
/// <param name="Audience">The kind of the audience that it writes to.</param>
internal sealed record Device(Uri Node, Guid Conversation, string Token, string Audience = "everyone")
{
    /// <summary>The one argument of the hub's Send, which is also the body of the REST call.</summary>
    public string Argument(Guid clientId, string body) =>
        $$"""{"conversationId":"{{Conversation}}","clientId":"{{clientId}}","body":"{{body}}","audience":{"kind":"{{Audience}}"} }""";
}

/// <summary>What a message view shows.</summary>
internal sealed record Seen(Guid Conversation, string Audience, long Seq, Guid Id, string BodyHash)
{
    public static Seen Of(JsonElement view) =>
        new(
            view.GetProperty("conversationId").GetGuid(),
            view.GetProperty("audience").GetProperty("kind").GetString()!,
            view.GetProperty("seq").GetInt64(),
            view.GetProperty("id").GetGuid(),
            Entry.HashOf(view.GetProperty("body").GetString()!)
        );
}
