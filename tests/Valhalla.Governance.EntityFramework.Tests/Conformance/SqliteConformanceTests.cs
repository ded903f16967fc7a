using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class SqliteLedgerStoreTests : LedgerStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

public sealed class SqliteControlStoreTests : ControlStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

public sealed class SqliteAuditStoreTests : AuditStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

public sealed class SqliteKpiStoreTests : KpiStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

public sealed class SqliteHeimdallStoreTests : HeimdallStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

public sealed class SqliteIdempotencyTests : IdempotencyConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

public sealed class SqliteOperationsPolicyStoreTests : OperationsPolicyStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}
