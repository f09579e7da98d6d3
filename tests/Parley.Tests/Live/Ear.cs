using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Parley.Tests.People;
using Person = Parley.Tests.People.Person;

namespace Parley.Tests.Live;

/// <summary>A device on the live connection, frame by frame: what it was told is what the server sent, with nothing made up.</summary>
public sealed class Ear : IAsyncDisposable
{
    /// <summary>The one place that waits: long enough for a busy machine, and nothing waits so long unless it fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const char RecordSeparator = (char)0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<(string Event, JsonElement Content)> _heard = Channel.CreateUnbounded<(
        string,
        JsonElement
    )>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _answers = new();
    private readonly List<(string Event, JsonElement Content)> _kept = [];
    private int _calls;

    /// <summary>Every frame that was heard, as text, for looking for what should not be there.</summary>
    public ConcurrentQueue<string> Frames { get; } = new();

    /// <summary>Completes when the server has ended the connection.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public static async Task<Ear> Of(Person person)
    {
        var ear = new Ear();
        ear._socket.Options.SetRequestHeader("Cookie", person.Http.DefaultRequestHeaders.GetValues("Cookie").Single());
        var address = person.Http.BaseAddress!;
        await ear._socket.ConnectAsync(new Uri($"ws://{address.Authority}/live"), default);
        await ear.Write("""{"protocol":"json","version":1}""");
        ear.Ended = Task.Run(ear.Listen);
        await ear.Call("Sync", new { });

        return ear;
    }

    /// <exception cref="InvalidOperationException">The server refused; the message ends with the problem's code.</exception>
    public async Task<JsonElement> Call(string method, object argument)
    {
        var id = $"{Interlocked.Increment(ref _calls)}";
        var answer = _answers[id] = new TaskCompletionSource<JsonElement>(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        await Write(
            JsonSerializer.Serialize(
                new
                {
                    type = 1,
                    invocationId = id,
                    target = method,
                    arguments = new[] { argument },
                },
                Person.Json
            )
        );

        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>The code that the call is refused with; empty when it is not.</summary>
    public async Task<string> Refusal(string method, object argument)
    {
        try
        {
            await Call(method, argument);

            return "";
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message[(refused.Message.LastIndexOf(' ') + 1)..];
        }
    }

    /// <summary>The next event of a kind that fits, whatever else comes before; that is kept for later.</summary>
    public async Task<JsonElement> Hears(string name, Func<JsonElement, bool>? fits = null)
    {
        for (var i = 0; i < _kept.Count; i++)
            if (Fits(_kept[i]))
            {
                var found = _kept[i];
                _kept.RemoveAt(i);

                return found.Content;
            }

        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var heard = await _heard.Reader.ReadAsync(patience.Token);
            if (Fits(heard))
                return heard.Content;
            _kept.Add(heard);
        }

        bool Fits((string Event, JsonElement Content) heard) =>
            heard.Event == name && (fits is null || fits(heard.Content));
    }

    private async Task Listen()
    {
        var buffer = new byte[64 << 10];
        var text = new StringBuilder();
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                if (read.MessageType == WebSocketMessageType.Close)
                    break;
                text.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
                if (!read.EndOfMessage)
                    continue;
                foreach (var frame in text.ToString().Split(RecordSeparator, StringSplitOptions.RemoveEmptyEntries))
                    Take(frame);
                text.Clear();
            }
        }
        catch (Exception gone)
            when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The server cut the connection, or the test is over.
        }

        _heard.Writer.TryComplete();
        foreach (var answer in _answers.Values)
            answer.TrySetException(new InvalidOperationException("The connection ended."));
    }

    private void Take(string frame)
    {
        Frames.Enqueue(frame);
        var json = JsonDocument.Parse(frame).RootElement;
        var type = json.TryGetProperty("type", out var number) ? number.GetInt32() : 0;
        if (type == 1)
            _heard.Writer.TryWrite((json.GetProperty("target").GetString()!, json.GetProperty("arguments")[0]));
        if (type != 3 || !_answers.TryRemove(json.GetProperty("invocationId").GetString()!, out var answer))
            return;
        if (json.TryGetProperty("error", out var error))
            answer.TrySetException(new InvalidOperationException(error.GetString()));
        else
            answer.TrySetResult(json.TryGetProperty("result", out var result) ? result : default);
    }

    private Task Write(string frame) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(frame + RecordSeparator),
            WebSocketMessageType.Text,
            endOfMessage: true,
            default
        );

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();

        return ValueTask.CompletedTask;
    }
}
