using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class InMemoryBuyerLiquidityStoreTests : BuyerLiquidityStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class SqliteBuyerLiquidityStoreTests : BuyerLiquidityStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

[RequiresPostgreSql]
public sealed class PostgreSqlBuyerLiquidityStoreTests : BuyerLiquidityStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}
