using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class InMemorySkewedNodeTests : SkewedNodeConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class SqliteSkewedNodeTests : SkewedNodeConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

[RequiresPostgreSql]
public sealed class PostgreSqlSkewedNodeTests : SkewedNodeConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}
