using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class SqliteLedgerStoreTests : LedgerStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() => Sqlite.CreateAsync();
}

public sealed class SqliteControlStoreTests : ControlStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() => Sqlite.CreateAsync();
}

public sealed class SqliteAuditStoreTests : AuditStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() => Sqlite.CreateAsync();
}

internal static class Sqlite
{
    public static Task<StoreUnderTest> CreateAsync() => Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}
