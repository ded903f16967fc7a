namespace Valhalla.Governance.Testing.Conformance;

/// <summary>The in-memory store.</summary>
internal sealed class InMemoryStoreUnderTest : StoreUnderTest
{
    protected override void Configure(ValhallaBuilder builder)
    {
        // What AddValhallaCore registers.
    }
}
