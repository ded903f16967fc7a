using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>Stores behind one pgbouncer in transaction mode, before the server that all tests share.</summary>
internal static class PooledStores
{
    private static readonly Lazy<Task<PgBouncer>> Shared = new(StartSharedAsync);

    /// <summary>A store of a database of its own, declared to be behind the pooler.</summary>
    public static async Task<PostgreSqlStoreUnderTest> CreateAsync()
    {
        var direct = await PostgreSqlStoreUnderTest.CreateDatabaseAsync();
        return Declared((await Shared.Value).Before(direct), direct);
    }

    public static PostgreSqlStoreUnderTest Declared(string connectionString, string direct) =>
        new(connectionString)
        {
            DirectConnectionString = direct,
            Settings = { ["Valhalla:Storage:PostgreSql:Pooler"] = "Transaction" },
        };

    private static async Task<PgBouncer> StartSharedAsync()
    {
        var pooler = await PgBouncer.StartAsync((await PostgreSqlServer.GetAsync()).Port, "transaction");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => pooler.Dispose();
        return pooler;
    }
}
