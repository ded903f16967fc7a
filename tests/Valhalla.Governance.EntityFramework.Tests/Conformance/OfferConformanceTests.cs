using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class InMemoryOfferStoreTests : OfferStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class SqliteOfferStoreTests : OfferStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

[RequiresPostgreSql]
public sealed class PostgreSqlOfferStoreTests : OfferStoreConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}
