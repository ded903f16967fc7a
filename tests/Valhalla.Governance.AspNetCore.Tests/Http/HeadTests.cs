using Microsoft.AspNetCore.Builder;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.Http;

/// <summary>HEAD answers as GET does, without the body.</summary>
public sealed class HeadTests
{
    [Fact]
    public async Task Head_OfEveryGet_HasItsStatusAndTypeAndNoBody()
    {
        await using var api = await TestApi.StartAsync(map: static app =>
            app.MapValhalla(static options => options.MetricsPath = "/metrics"));
        var reads = MappedEndpoint.Of(api)
            .Where(static e => e.Verb == "GET" && e.Name != "UnknownGovernanceEndpoint").ToArray();

        Assert.True(reads.Length > 30);
        foreach (var endpoint in reads)
        {
            using var get = await api.GetAsync(endpoint.Path);
            using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(endpoint.Path, UriKind.Relative));
            using var head = await api.Client.SendAsync(request);

            Assert.True(get.StatusCode == head.StatusCode, $"{endpoint.Path}: {get.StatusCode}, {head.StatusCode}");
            Assert.Equal(
                get.Content.Headers.ContentType?.MediaType, head.Content.Headers.ContentType?.MediaType);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("/api/governance/nothing", 404)]
    [InlineData("/api/governance/risk/reserve", 405)]
    public async Task Head_OfNoRead_IsRefusedWithoutABody(string path, int status)
    {
        await using var api = await TestApi.StartAsync();

        using var response = await api.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative)));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Health_OfTheHostAtTheSamePath_WinsForHeadToo()
    {
        await using var api = await TestApi.StartAsync(map: static app =>
        {
            app.MapValhalla();
            app.MapMethods("/health", ["GET", "HEAD"], static () => "host");
        });

        using var response = await api.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Head, new Uri("/health", UriKind.Relative)));

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
    }
}
