using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class InMemoryClockSetBackTests : ClockSetBackConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class SqliteClockSetBackTests : ClockSetBackConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

[RequiresPostgreSql]
public sealed class PostgreSqlClockSetBackTests : ClockSetBackConformance
{
    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();
}
