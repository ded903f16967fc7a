using System.Reflection;
using Valhalla.Governance.Repository.Tests.Architecture;
using Valhalla.Governance.Testing.Approvals;

namespace Valhalla.Governance.Repository.Tests.PublicApi;

public sealed class PublicApiTests
{
    public static TheoryData<string> Assemblies => [.. ProjectTable.Rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Surface_OfAssembly_IsApproved(string name) =>
        Approval.Verify($"public-api.{name}", PublicApiText.Of(Assembly.Load(name)));
}
