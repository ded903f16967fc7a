using Microsoft.Extensions.Options;
using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Control;

/// <summary>
/// One connection that listens for control changes. When it breaks, the wait ends at once, because what changed since
/// was not heard. While it is down, waiting is polling, and every wait tries to open it again. Thread-safe; waits take
/// turns.
/// </summary>
internal sealed class PostgreSqlChangeListener(
    PostgreSqlDatabase database,
    IOptions<PostgreSqlStorageOptions> options,
    TimeProvider time,
    GuardedLogger<PostgreSqlChangeListener> logger) : IAsyncDisposable
{
    public const string Channel = "valhalla_control";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly RetryPause _retry = new(RetryPause.Longest);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NpgsqlConnection? _connection;
    private long? _interruptedAt;
    private ControlVersion? _kill;

    /// <returns>The version of a kill that was notified; else null.</returns>
    public async ValueTask<ControlVersion?> WaitAsync(TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        if (!options.Value.ListenForChanges || database.SharesSessions)
        {
            await PollAsync(pollInterval, cancellationToken);
            return null;
        }

        var startedAt = time.GetTimestamp();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_connection is null)
            {
                _connection = await ListenAsync(cancellationToken);

                // What changed before it listened was not heard.
                return null;
            }

            await _connection.WaitAsync(pollInterval, cancellationToken);
            _retry.Succeeded();
            (var kill, _kill) = (_kill, null);
            return kill;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Told ever more seldom; the pace stays that of the poll, on which the gate depends.
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                logger.ListeningInterrupted(exception.Message);
            }

            var isUnexpected = _connection is not null && !WasInterruptedWithin(pollInterval);
            _interruptedAt = time.GetTimestamp();
            await CloseAsync();
            if (isUnexpected)
            {
                return null;
            }

            // A server that keeps ending the session is asked at the pace of the poll.
            var rest = pollInterval - time.GetElapsedTime(startedAt);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellationToken);
            }

            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the wait of this process, where it does not hear of its own changes from the server.</summary>
    public void SignalChange() => Interlocked.Exchange(
        ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        // The turn is not disposed: it holds nothing, and a wait may still give it back.
    }

    private async ValueTask PollAsync(TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = Volatile.Read(ref _changed).Task;
        await Task.WhenAny(changed, Task.Delay(pollInterval, time, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private bool WasInterruptedWithin(TimeSpan interval) =>
        _interruptedAt is { } at && time.GetElapsedTime(at) < interval;

    private async ValueTask<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        try
        {
            connection.Notification += (_, notification) => _kill = KillSignal.Read(notification.Payload) ?? _kill;
            await using var command = new NpgsqlCommand("LISTEN " + Channel, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
