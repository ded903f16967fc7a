using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>A setting of the connection string is honoured, or refused by its name.</summary>
public sealed class ConnectionSettingTests
{
    [Theory]
    [InlineData("Multiplexing=true", "Multiplexing")]
    [InlineData("Enlist=true", "Enlist")]
    [InlineData("Maximum Pool Size=1", "Maximum Pool Size")]
    [InlineData("MaxPoolSize=5", "Maximum Pool Size")]
    [InlineData("Maximum Pool Size=10;Minimum Pool Size=11", "Minimum Pool Size")]
    [InlineData("Command Timeout=0", "Command Timeout")]
    [InlineData("Command Timeout=301", "Command Timeout")]
    [InlineData("Timeout=0", "Timeout (connect_timeout)")]
    [InlineData("Target Session Attributes=standby", "Target Session Attributes")]
    [InlineData("Target Session Attributes=read-only", "Target Session Attributes")]
    [InlineData("Target Session Attributes=prefer-standby", "Target Session Attributes")]
    [InlineData("Server Compatibility Mode=NoTypeLoading", "Server Compatibility Mode")]
    [InlineData("Client Encoding=latin1", "client_encoding")]
    [InlineData("Encoding=us-ascii", "Encoding")]
    [InlineData("Root Certificate=/no/such.pem", "Root Certificate")]
    [InlineData("SSL Certificate=/no/such.pem", "SSL Certificate")]
    [InlineData("SSL Key=/no/such.pem", "SSL Key")]
    [InlineData("Passfile=/no/such", "Passfile")]
    [InlineData("Options=-c synchronous_commit=off", "synchronous_commit")]
    [InlineData("Options=-csynchronous_commit=local", "synchronous_commit")]
    [InlineData("Options=--synchronous-commit=remote_write", "synchronous_commit")]
    [InlineData("Options=-c a.b=1 -c default_transaction_isolation=serializable", "default_transaction_isolation")]
    [InlineData("Options=-c default_transaction_read_only=on", "default_transaction_read_only")]
    [InlineData("Options=-c idle_in_transaction_session_timeout=0", "idle_in_transaction_session_timeout")]
    public void Open_SettingThatCannotBeHonoured_RefusedByName(string setting, string name)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(() => Open(setting));

        Assert.Equal("VG0706", refusal.Id);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Options=-c synchronous_commit=remote_apply -c idle_in_transaction_session_timeout=10s")]
    [InlineData("Options=-c default_transaction_isolation=read\\ committed")]
    public void Open_OptionsThatAskForNoLess_Honoured(string setting) =>
        Assert.NotNull(PostgreSqlSettings.Read(
            $"Host=x;{setting}", new StorageOptions(), PostgreSqlPooler.None).Options);

    [Theory]
    [InlineData("Max Auto Prepare=8", "Max Auto Prepare")]
    [InlineData("MaxAutoPrepare=8", "Max Auto Prepare")]
    public void Open_SettingThatAPoolerMakesUseless_RefusedByName(string setting, string name)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(
            () => Open(setting, pooler: PostgreSqlPooler.Transaction));

        Assert.Equal("VG0706", refusal.Id);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Trusted_Connection=true", "trusted_connection")]
    [InlineData("Maximum Pool Size=many", "maximum pool size")]
    [InlineData("SSL Mode=maybe", "ssl mode")]
    public void Open_SettingThatTheDriverDoesNotTake_Named(string setting, string name)
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(() => Open(setting, password: ""));

        Assert.Equal("VG0705", refusal.Id);
        Assert.Contains(name, refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Open_PasswordWithAnUnquotedSemicolon_ItsRestIsNotRepeated()
    {
        var refusal = Assert.Throws<ValhallaConfigurationException>(() => Open("Password=a;hunter2=b", password: ""));

        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Command Timeout=77", "Command Timeout", "77")]
    [InlineData("Timeout=78", "Timeout", "78")]
    [InlineData("Max Auto Prepare=9", "Max Auto Prepare", "9")]
    [InlineData("Max Auto Prepare=0", "Max Auto Prepare", "0")]
    [InlineData("Auto Prepare Min Usages=7", "Auto Prepare Min Usages", "7")]
    [InlineData("Application Name=deals", "Application Name", "deals")]
    [InlineData("Maximum Pool Size=6", "Maximum Pool Size", "6")]
    [InlineData("Host=a,b;Host Recheck Seconds=9", "Host Recheck Seconds", "9")]
    [InlineData("Host=a,b;Target Session Attributes=read-write", "Target Session Attributes", "read-write")]
    [InlineData("No Reset On Close=true", "No Reset On Close", "True")]
    [InlineData("", "Command Timeout", "5")]
    [InlineData("", "Timeout", "5")]
    [InlineData("", "Application Name", "valhalla")]
    public void Open_Setting_Honoured(string setting, string name, string value)
    {
        using var database = Open(setting);

        Assert.Equal(
            value, new NpgsqlConnectionStringBuilder(database.Source.ConnectionString)[name]?.ToString());
    }

    [PostgreSqlTheory]
    [InlineData("Target Session Attributes=read-write")]
    [InlineData("Target Session Attributes=primary")]
    [InlineData("Target Session Attributes=any")]
    [InlineData("Load Balance Hosts=true")]
    [InlineData("Pooling=false")]
    [InlineData("Maximum Pool Size=6")]
    [InlineData("Minimum Pool Size=3")]
    [InlineData("Max Auto Prepare=0")]
    [InlineData("Max Auto Prepare=1;Auto Prepare Min Usages=1")]
    [InlineData("No Reset On Close=true")]
    [InlineData("Timezone=America/St_Johns")]
    [InlineData("Search Path=public")]
    [InlineData("Options=-c work_mem=8MB")]
    [InlineData("Enlist=false")]
    [InlineData("Multiplexing=false")]
    [InlineData("Keepalive=1")]
    [InlineData("Include Error Detail=true")]
    [InlineData("Client Encoding=UTF8")]
    public async Task Work_WithTheSetting_AllWaysAtOnce(string setting)
    {
        var direct = await (await PostgreSqlServer.GetAsync()).CreateDatabaseAsync();
        await using var store = new PostgreSqlStoreUnderTest(
            new NpgsqlConnectionStringBuilder(direct + ";" + setting).ConnectionString)
        {
            DirectConnectionString = direct,
        };

        await store.InitializeAsync();
        await store.Control.WaitForChangeAsync(TimeSpan.Zero, CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var listening = store.Control.WaitForChangeAsync(TimeSpan.FromHours(1), stop.Token).AsTask();

        // As in a process: one writer of the ledger, one of KPI events, and many readers.
        await Task.WhenAll(
            [
                RepeatAsync(() => store.Ledger.ReserveAsync(1)),
                RepeatAsync(() => store.Kpi.AppendAsync(new[] { Event }, new long[1], CancellationToken.None).AsTask()),
                .. Enumerable.Range(0, 20).Select(_ => RepeatAsync(
                    () => store.Audit.ReadAsync(0, 1, CancellationToken.None).AsTask())),
            ]);
        await store.Control.RaiseCapsAsync(5_000);

        await listening.WaitAsync(TimeSpan.FromMinutes(1));
        await stop.CancelAsync();
    }

    private static async Task RepeatAsync(Func<Task> call)
    {
        for (var i = 0; i < 8; i++)
        {
            await call();
        }
    }

    private static KpiEvent Event => new()
    {
        Domain = new DomainName("A"),
        Metric = new MetricName("b"),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static PostgreSqlDatabase Open(
        string setting, string password = "Password=hunter2;", PostgreSqlPooler pooler = PostgreSqlPooler.None) => new(
            $"Host=localhost;Database=d;Username=u;{password}{setting}",
            Options.Create(new StorageOptions()),
            Options.Create(new PostgreSqlStorageOptions { Pooler = pooler }),
            NullLoggerFactory.Instance);
}
