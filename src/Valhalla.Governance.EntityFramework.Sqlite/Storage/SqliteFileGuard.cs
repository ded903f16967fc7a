using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// Nothing is read from or written to a file that is no longer the one at the path: what was acknowledged would be gone
/// with the process. When a right file is there, everything is closed and opened again. Thread-safe.
/// </summary>
internal sealed class SqliteFileGuard(SqliteDatabase database, ILogger? logger) : IDisposable
{
    private readonly Lock _turn = new();
    private readonly ConcurrentDictionary<SqliteConnection, SqliteOpening> _users = new();
    private volatile SqliteOpening? _opening;
    private Func<bool>? _closeWriter;
    private bool _wasOpen;
    private bool _toldOfLoss;

    /// <summary>Lets the writer take part: it closes its connection when asked, and says whether it could.</summary>
    public void AttachWriter(Func<bool> close) => _closeWriter = close;

    /// <summary>The present opening, whose files are in place.</summary>
    /// <exception cref="ValhallaStoreException">They are not.</exception>
    public SqliteOpening Confirm()
    {
        var opening = _opening;
        return opening is not null && opening.Files.Look() == SqliteFilesStatus.InPlace ? opening : Restore();
    }

    /// <summary>After a commit: it went to files that are still in place.</summary>
    /// <exception cref="ValhallaStoreException">They are not; whether it was kept is unknown.</exception>
    public void ConfirmCommitted(SqliteOpening opening)
    {
        if (!ReferenceEquals(opening, Confirm()))
        {
            throw Lost("The file was opened again while this was written; whether it was kept is unknown. Try again.");
        }
    }

    /// <summary>A connection is about to be opened.</summary>
    public void Enter(SqliteConnection connection) => _users[connection] = Confirm();

    /// <summary>A connection was closed, or never opened.</summary>
    public void Leave(SqliteConnection connection) => _users.TryRemove(connection, out _);

    /// <summary>What a connection wrote was committed.</summary>
    public void ConfirmCommitted(SqliteConnection connection)
    {
        if (_users.TryGetValue(connection, out var opening))
        {
            ConfirmCommitted(opening);
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _opening?.Dispose();
            _opening = null;
        }
    }

    private SqliteOpening Restore()
    {
        SqliteOpening? opening;
        string problem;
        bool again, tell;
        lock (_turn)
        {
            again = _wasOpen;
            (opening, problem) = RestoreOnce();
            tell = opening is null ? !_toldOfLoss : _toldOfLoss;
            _toldOfLoss = opening is null;
        }

        // The host's logger may do anything, so it is not called while others wait.
        if (opening is not null)
        {
            if (tell && again)
            {
                logger?.FileReopened(database.FilePath);
            }

            return opening;
        }

        if (tell)
        {
            logger?.FileNotInPlace(problem);
        }

        throw Lost(problem);
    }

    private (SqliteOpening? Opening, string Problem) RestoreOnce()
    {
        if (_opening is { } open)
        {
            var status = open.Files.Look();
            if (status == SqliteFilesStatus.FileShorter && open.IsFileWhole())
            {
                open.Files.AcceptFileLength();
                status = open.Files.Look();
            }

            if (status == SqliteFilesStatus.LogShorter && open.IsLogWhole())
            {
                open.Files.AcceptLogLength();
                status = open.Files.Look();
            }

            if (status == SqliteFilesStatus.FileLinked)
            {
                // Whoever starts on the link does not see the log: what it holds goes to the file.
                open.IsLogWhole();
            }

            if (status == SqliteFilesStatus.InPlace)
            {
                return (open, "");
            }

            if (ProblemOf(status) is { } problem)
            {
                return (null, problem);
            }

            if (!TryClose(open, status))
            {
                return (null, $"The files of {database.FilePath} were changed by somebody; it is being opened again.");
            }
        }

        var opening = SqliteOpening.TryOpen(database, _wasOpen);
        _wasOpen |= opening is not null;
        _opening = opening;
        return (opening, $"The file {database.FilePath} holds no state of this library, or was changed while it was "
            + "opened. Put the right file back.");
    }

    private bool TryClose(SqliteOpening open, SqliteFilesStatus status)
    {
        if (_users.Keys.Any(user => user.State != System.Data.ConnectionState.Closed)
            || _closeWriter?.Invoke() == false)
        {
            return false;
        }

        using (var any = new SqliteConnection(database.ConnectionString))
        {
            SqliteConnection.ClearPool(any);
        }

        if (status == SqliteFilesStatus.LogLost && !open.TrySaveLog())
        {
            return false;
        }

        open.Dispose();
        _opening = null;
        return true;
    }

    // Null where it can be opened again.
    private string? ProblemOf(SqliteFilesStatus status) => status switch
    {
        SqliteFilesStatus.FileLost =>
            $"The file {database.FilePath} is gone or empty, while it is open. Put it back.",
        SqliteFilesStatus.FileReplacedBesideOldLog =>
            $"Another file is at {database.FilePath}, beside the log of the one that is open. Put the right one back, "
            + "or take its -wal and -shm away.",
        SqliteFilesStatus.FileLinked =>
            $"The file {database.FilePath} was moved while it is open, and a link put in its place. Put the file "
            + "itself back, or stop the application before it is moved.",
        SqliteFilesStatus.FileShorter =>
            $"The file {database.FilePath} was cut or overwritten while it is open. Stop the application and put a "
            + "backup in its place.",
        SqliteFilesStatus.LogReplaced =>
            $"Another log is beside {database.FilePath}. Put the right -wal back, or take this one away.",
        _ => null,
    };

    private static ValhallaStoreException Lost(string problem) => new(StoreFailure.Unavailable, problem);
}
