using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>Counts the rows that Entity Framework reads from the database, with one more for each end.</summary>
internal sealed class ReadRows : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string ListenerName = "Microsoft.EntityFrameworkCore";

    private readonly AsyncLocal<bool> _isMine = new();
    private readonly List<IDisposable> _subscriptions = [];
    private int _count;

    /// <summary>How many rows a piece of work reads; 0 where it uses no database.</summary>
    public static async Task<int> CountAsync(Func<Task> work)
    {
        var rows = new ReadRows();
        using var subscription = DiagnosticListener.AllListeners.Subscribe(rows);
        rows._isMine.Value = true;
        try
        {
            await work();
            return Volatile.Read(ref rows._count);
        }
        finally
        {
            rows._subscriptions.ForEach(static one => one.Dispose());
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == ListenerName)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Other tests read at the same time.
        if (_isMine.Value && value.Value is DataReaderDisposingEventData read)
        {
            Interlocked.Add(ref _count, read.ReadCount);
        }
    }

    public void OnCompleted()
    {
        // The listeners live as long as the process.
    }

    public void OnError(Exception error)
    {
        // None is expected.
    }
}
