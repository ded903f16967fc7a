using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>A database of its own on the shared PostgreSQL server. Its clock is the server's.</summary>
internal sealed class PostgreSqlStoreUnderTest(string connectionString) : StoreUnderTest
{
    private const string MoveThePast =
        """
        UPDATE valhalla.node SET last_seen_at = last_seen_at - make_interval(days => $1);
        UPDATE valhalla.risk_ledger_day SET day = day - $1;
        UPDATE valhalla.risk_event SET day = day - $1, created_at = created_at - make_interval(days => $1);
        UPDATE valhalla.risk_reservation SET day = day - $1, created_at = created_at - make_interval(days => $1),
            expires_at = expires_at - make_interval(days => $1);
        UPDATE valhalla.followup_task SET planned_at = planned_at - make_interval(days => $1),
            first_due_at = first_due_at - make_interval(days => $1), due_at = due_at - make_interval(days => $1),
            lease_until = lease_until - make_interval(days => $1), closed_at = closed_at - make_interval(days => $1),
            created_at = created_at - make_interval(days => $1);
        UPDATE valhalla.evaluator_lease SET expires_at = expires_at - make_interval(days => $1);
        UPDATE valhalla.notice_cursor SET lease_until = lease_until - make_interval(days => $1);
        UPDATE valhalla.retention_state SET lease_until = lease_until - make_interval(days => $1),
            last_started_at = last_started_at - make_interval(days => $1),
            next_run_at = next_run_at - make_interval(days => $1);
        """;

    // Copied for each test: applying all migrations takes longer than most tests.
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    public string ConnectionString => connectionString;

    protected override TimeProvider Clock => TimeProvider.System;

    public static async Task<PostgreSqlStoreUnderTest> CreateAsync() => new(await CreateDatabaseAsync());

    /// <summary>A database of today's schema with its seeds.</summary>
    public static async Task<string> CreateDatabaseAsync() =>
        await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync(template: await Template.Value);

    /// <summary>A second node over the same database.</summary>
    public PostgreSqlStoreUnderTest OpenAgain() => new(connectionString);

    public override async Task PassDaysAsync(int days)
    {
        foreach (var statement in MoveThePast
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await ExecuteAsync(statement, days);
        }
    }

    /// <summary>Where <see cref="ExecuteAsync"/> goes, when the store goes through something.</summary>
    public string? DirectConnectionString { get; init; }

    public async Task<object?> ExecuteAsync(string sql, params object[] values)
    {
        // A connection without a pool, so that nothing of it is left for the test to trip over.
        await using var connection = new NpgsqlConnection(
            (DirectConnectionString ?? connectionString) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteScalarAsync();
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var database = await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync();
        await using (var store = new PostgreSqlStoreUnderTest(database + ";Pooling=false"))
        {
            await store.InitializeAsync();
        }

        return new NpgsqlConnectionStringBuilder(database).Database!;
    }

    protected override void Configure(ValhallaBuilder builder)
    {
        builder.UsePostgreSql(connectionString);
        builder.Services.Configure<StorageOptions>(options =>
        {
            options.SchemaMode = SchemaMode.Auto;

            // Test machines are busy, and no test is about this limit.
            options.CommandTimeoutSeconds = 60;
        });
    }
}
