using System.Globalization;
using Npgsql;
using Valhalla.Governance.SystemTests.Processes;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.SystemTests.FollowUp;

/// <summary>
/// Two dialers on one PostgreSQL, one of them killed: nobody gets a task that another one holds, and no task is lost.
/// A trigger keeps the journal, so that it does not depend on what the dialers say.
/// </summary>
public sealed class DialerTests(ITestOutputHelper output)
{
    private const int Tasks = 10_000;
    private const int Workers = 16;
    private const int LeaseSeconds = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Seed =
        """
        INSERT INTO valhalla.followup_task (ladder_id, lead_id, province, step, channel, status, planned_at,
            first_due_at, due_at, created_at)
        SELECT gen_random_uuid(), 'lead-' || i, 'ON', 1, 'SMS', 'pending', now() - i * interval '1 second',
            now() - i * interval '1 second', now() - i * interval '1 second', now()
        FROM generate_series(1, 10000) AS i
        """;

    private const string Journal =
        """
        CREATE TABLE journal (id bigserial PRIMARY KEY, task_id bigint, worker text, old_worker text, claim_id uuid,
            old_until timestamptz, new_until timestamptz, was_pending boolean, completed boolean);
        CREATE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO journal (task_id, worker, old_worker, claim_id, old_until, new_until, was_pending, completed)
            VALUES (NEW.id, NEW.claimed_by, OLD.claimed_by, NEW.claim_id, OLD.lease_until, NEW.lease_until,
                OLD.status = 'pending', NEW.status = 'completed');
            RETURN NEW;
        END $$;
        CREATE TRIGGER journal AFTER UPDATE ON valhalla.followup_task FOR EACH ROW EXECUTE FUNCTION keep_journal();
        """;

    // A claim begins a lease before the end of its lease. None may begin while another one lasts, or on a task that
    // was closed.
    private const string HandedOutTwice =
        """
        SELECT count(*) FROM journal
        WHERE NOT completed AND (NOT was_pending OR old_until > new_until - interval '10 seconds')
        """;

    [PostgreSqlFact]
    public async Task Claim_TwoDialersOneKilled_NoTaskTwiceInItsLeaseAndNoneLost()
    {
        var server = await PostgreSqlServer.GetAsync();
        var connectionString = await server.CreateDatabaseAsync();
        using var folder = new TemporaryFolder();

        // The sample makes the tables.
        await using (await HostProcess.StartAsync(
            new HostSettings(folder.Path).With("DATABASE_URL", connectionString), output))
        {
        }

        await using var database = new NpgsqlConnection(connectionString);
        await database.OpenAsync();
        await ReadAsync(database, Seed);
        await ReadAsync(database, Journal);

        using var first = new DialerProcess(connectionString, "first", Workers, LeaseSeconds);
        using var second = new DialerProcess(connectionString, "second", Workers, LeaseSeconds);
        await UntilAsync(database, "SELECT count(*) FROM journal WHERE completed AND worker LIKE 'first%'", 500);
        first.Kill();
        await UntilAsync(database, "SELECT count(*) FROM journal WHERE completed", Tasks);

        var reclaimed = await ReadAsync(
            database, "SELECT count(*) FROM journal WHERE NOT completed AND old_worker LIKE 'first%'");
        var workers = await ReadAsync(database, "SELECT count(DISTINCT worker) FROM journal");
        output.WriteLine($"{workers} workers, {reclaimed} tasks of the killed dialer handed out again.");
        Assert.False(second.HasExited);
        Assert.Equal(0, await ReadAsync(database, HandedOutTwice));
        Assert.Equal(Tasks, await ReadAsync(
            database, "SELECT count(*) FROM valhalla.followup_task WHERE status = 'completed'"));
        Assert.Equal(Tasks, await ReadAsync(
            database, "SELECT count(DISTINCT task_id) FROM journal WHERE completed AND was_pending"));
        Assert.True(workers > Workers, "One of the dialers did nothing.");
        Assert.True(reclaimed > 0, "The killed dialer held nothing, so nothing was proved.");
    }

    private static async Task UntilAsync(NpgsqlConnection database, string query, long count)
    {
        // Not a limit on how fast it is: only so that a hang ends, by a clock that does not jump.
        var startedAt = TimeProvider.System.GetTimestamp();
        while (await ReadAsync(database, query) is var reached && reached < count)
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > Patience)
            {
                throw new TimeoutException(string.Create(
                    CultureInfo.InvariantCulture, $"{reached} of {count} after {Patience}."));
            }

            await Task.Delay(50);
        }
    }

    private static async Task<long> ReadAsync(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        return await command.ExecuteScalarAsync() is long number ? number : 0;
    }
}
