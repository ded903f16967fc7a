using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class InMemoryLedgerStoreTests : LedgerStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class InMemoryControlStoreTests : ControlStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class InMemoryAuditStoreTests : AuditStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class InMemoryIdempotencyTests : IdempotencyConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class InMemoryKpiStoreTests : KpiStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class InMemoryHeimdallStoreTests : HeimdallStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class InMemoryOperationsPolicyStoreTests : OperationsPolicyStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}
