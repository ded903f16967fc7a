using System.Text;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing.Approvals;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

public sealed class RouteTableTests
{
    [Fact]
    public async Task Routes_AsMapped_AreApproved()
    {
        await using var api = await TestApi.StartAsync();
        var text = new StringBuilder();
        foreach (var endpoint in MappedEndpoint.Of(api))
        {
            var role = endpoint.Role is { } r ? WireNames.Of(r) : "anyone";
            text.AppendLine($"{endpoint.Verb,-4} {endpoint.Pattern} {endpoint.Name} {role}");
        }

        Approval.Verify("routes", text.ToString());
    }
}
