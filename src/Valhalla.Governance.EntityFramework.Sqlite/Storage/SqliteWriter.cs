using Microsoft.Data.Sqlite;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// The turn to write, and one long-lived connection with prepared statements for those who write by hand. SQLite has
/// one writer at a time; waiting for a turn here is cheap and fair, waiting for the file's lock is neither.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private SqliteConnection? _connection;
    private SqliteOpening? _opening;
    private volatile bool _disposed;

    public SqliteWriter(SqliteDatabase database)
    {
        _database = database;
        database.Guard.AttachWriter(TryClose);
    }

    /// <summary>Waits for the turn; disposing gives it on.</summary>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        return new Turn(this);
    }

    /// <summary>
    /// Runs work in one immediate transaction on the writer's connection, when its turn comes. The work says whether
    /// to commit; an exception rolls back.
    /// </summary>
    public async ValueTask RunAsync<TState>(
        TState state, Func<SqliteWriter, TState, bool> work, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        try
        {
            Transact(state, work);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>The prepared statement of a constant text; only within work.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new SqliteStatement(_connection!.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>
    /// Refuses further work and closes the connection: now, or when the work that is under way is through. The turn
    /// itself holds nothing that would have to be freed.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        CloseIfFree();
    }

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        if (_disposed)
        {
            Leave();
            throw new ValhallaStoreException(
                StoreFailure.Unavailable, "The host is shutting down. Nothing was written.");
        }
    }

    private void Leave()
    {
        _turn.Release();
        if (_disposed)
        {
            CloseIfFree();
        }
    }

    private void CloseIfFree()
    {
        if (!_turn.Wait(0))
        {
            // Whoever has the turn looks again after giving it on.
            return;
        }

        try
        {
            Close();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Transact<TState>(TState state, Func<SqliteWriter, TState, bool> work)
    {
        OpenHere();
        try
        {
            Statement("BEGIN IMMEDIATE").Execute();
            var commit = work(this, state);
            Statement(commit ? "COMMIT" : "ROLLBACK").Execute();
            if (commit)
            {
                _database.Guard.ConfirmCommitted(_opening!);
            }
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    // In every batch: the file that is open has to be the one at the path.
    private void OpenHere()
    {
        SqliteOpening opening;
        try
        {
            opening = _database.Guard.Confirm();
        }
        catch (ValhallaStoreException)
        {
            Close();
            throw;
        }

        if (!ReferenceEquals(opening, _opening))
        {
            Close();
        }

        _opening = opening;
        _connection ??= Open();
    }

    private bool TryClose()
    {
        if (_connection is null)
        {
            return true;
        }

        if (_disposed || !_turn.Wait(TimeSpan.Zero))
        {
            return false;
        }

        try
        {
            Close();
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    private SqliteConnection Open()
    {
        var connection = _database.Open();
        using var command = connection.CreateCommand();

        // Keys are random, so every one of them touches another page of their index.
        command.CommandText = "PRAGMA cache_size = -65536";
        command.ExecuteNonQuery();
        return connection;
    }

    private void Abandon()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }

        // Autocommit is on when SQLite has already rolled back, or when the transaction never began.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection!.Handle) != 0)
        {
            return;
        }

        try
        {
            Statement("ROLLBACK").Execute();
        }
        catch (SqliteException)
        {
            // A connection that cannot roll back is of no further use; closing it rolls back.
            Close();
        }
    }

    private void Close()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection?.Dispose();
        _connection = null;
    }

    private sealed class Turn(SqliteWriter writer) : IDisposable
    {
        private SqliteWriter? _writer = writer;

        public void Dispose() => Interlocked.Exchange(ref _writer, null)?.Leave();
    }
}
