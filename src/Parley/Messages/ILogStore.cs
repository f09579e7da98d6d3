using Parley.Storage;

namespace Parley.Messages;

/// <summary>How the log stands in one kind of database. One batch at a time.</summary>
internal interface ILogStore : IAsyncDisposable
{
    /// <summary>Runs a batch in one transaction: committed and on disk when it returns, nothing of it stored when it throws.</summary>
    Task Run(Func<ILogTransaction, Task> batch);
}

internal interface ILogTransaction
{
    /// <summary>For deeds.</summary>
    Work Work { get; }

    /// <summary>
    /// Locks the conversations in the order of their rows, adds what the query asks for to the state, and puts fresh row numbers
    /// there, greater than those of all messages in the conversations that are locked.
    /// </summary>
    Task Load(LogQuery query, LogState state);

    Task Write(LogChanges changes);
}
