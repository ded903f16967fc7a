using Valhalla.Governance.EntityFramework.Tests.PostgreSql;
using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

[RequiresPgBouncer]
public sealed class PooledPostgreSqlLedgerStoreTests : LedgerStoreConformance
{
    private protected override int DaysMoved => 0;

    private protected override async Task<StoreUnderTest> CreateAsync() => await PooledStores.CreateAsync();
}

[RequiresPgBouncer]
public sealed class PooledPostgreSqlControlStoreTests : ControlStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PooledStores.CreateAsync();
}

[RequiresPgBouncer]
public sealed class PooledPostgreSqlKpiStoreTests : KpiStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PooledStores.CreateAsync();
}

[RequiresPgBouncer]
public sealed class PooledPostgreSqlIdempotencyTests : IdempotencyConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PooledStores.CreateAsync();
}
