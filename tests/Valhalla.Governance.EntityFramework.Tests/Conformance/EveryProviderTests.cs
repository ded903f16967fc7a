using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class EveryProviderTests
{
    // Their in-memory stores come with the features; each leaves this list with its suite.
    public static TheoryData<string> Suites => [.. typeof(StoreConformance).Assembly.GetTypes()
        .Where(type => type.IsAbstract && type.BaseType == typeof(StoreConformance))
        .Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Suites))]
    public void Suite_OfConformance_IsRunByEveryProvider(string suite)
    {
        var derived = typeof(EveryProviderTests).Assembly.GetTypes()
            .Where(type => type.BaseType?.Name == suite)
            .Select(type => type.Name)
            .ToList();

        foreach (var provider in new[] { "InMemory", "Sqlite", "PostgreSql" })
        {
            Assert.Single(derived, name => name.StartsWith(provider, StringComparison.Ordinal));
        }
    }
}
