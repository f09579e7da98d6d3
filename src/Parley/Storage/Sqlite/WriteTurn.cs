namespace Parley.Storage.Sqlite;

/// <summary>
/// Whose turn it is to write: one at a time, message batches before everything else, otherwise in the order of asking.
/// SQLite has one writer anyway; queueing here instead of in its busy handler keeps the wait short and the order fair.
/// </summary>
internal sealed class WriteTurn
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _batches = new();
    private readonly Queue<TaskCompletionSource> _others = new();
    private bool _taken;

    /// <summary>Completes when it is the caller's turn; dispose the answer to pass it on.</summary>
    public async Task<IDisposable> Take(bool isBatch)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return new Held(this);
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (isBatch ? _batches : _others).Enqueue(turn);
        }

        await turn.Task;

        return new Held(this);
    }

    private void Pass()
    {
        TaskCompletionSource? next;
        lock (_lock)
        {
            if (!_batches.TryDequeue(out next) && !_others.TryDequeue(out next))
                _taken = false;
        }

        next?.SetResult();
    }

    private sealed class Held(WriteTurn turn) : IDisposable
    {
        private WriteTurn? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Pass();
    }
}
