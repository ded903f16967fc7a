using System.Net;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Access;

public sealed class CrossSiteTests : IAsyncLifetime
{
    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", true)]
    [InlineData("Sec-Fetch-Site", "same-site", true)]
    [InlineData("Sec-Fetch-Site", "same-origin", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Origin", "http://evil.example", true)]
    [InlineData("Origin", "null", true)]
    [InlineData("Origin", "http://localhost:81", true)]
    [InlineData("Origin", "http://localhost", false)]
    [InlineData("Origin", "https://localhost", false)]
    public async Task UnsafeRequest_FromABrowser_MustComeFromThisSite(string header, string value, bool refused)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/governance/risk/policies/upsert");
        request.Content = TestApi.Body("engine=WHOLESALE&enabled=false", "application/x-www-form-urlencoded");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _api.Client.SendAsync(request);

        if (refused)
        {
            await TestApi.ProblemAsync(response, 403, "cross_site_request");
        }

        var policies = await _api.GetJsonAsync("/api/governance/risk/policies");
        Assert.Equal(refused, policies[3].GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task Read_FromAnotherSite_IsLeftToTheBrowser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/governance/risk/policies");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        using var response = await _api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
