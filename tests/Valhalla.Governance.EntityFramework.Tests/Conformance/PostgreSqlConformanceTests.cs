using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

[RequiresPostgreSql]
public sealed class PostgreSqlLedgerStoreTests : LedgerStoreConformance
{
    private protected override int DaysMoved => 0;

    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}

[RequiresPostgreSql]
public sealed class PostgreSqlControlStoreTests : ControlStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}

[RequiresPostgreSql]
public sealed class PostgreSqlAuditStoreTests : AuditStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}

[RequiresPostgreSql]
public sealed class PostgreSqlKpiStoreTests : KpiStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}

[RequiresPostgreSql]
public sealed class PostgreSqlHeimdallStoreTests : HeimdallStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}

[RequiresPostgreSql]
public sealed class PostgreSqlIdempotencyTests : IdempotencyConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}

[RequiresPostgreSql]
public sealed class PostgreSqlOperationsPolicyStoreTests : OperationsPolicyStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}
