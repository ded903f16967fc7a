using System.Buffers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// Which paths the go-live middleware lets pass: the prefixes of the options, and wherever the library's endpoints are
/// really mapped. Compared exactly and by whole segments; a path that could mean another one to whatever
/// handles it later (dot segments, empty segments, backslashes, escapes) is never exempt.
/// </summary>
internal sealed class ExemptPaths : IDisposable
{
    private static readonly SearchValues<char> Ambiguous = SearchValues.Create("\\%\0;");

    private readonly EndpointDataSource _endpoints;
    private readonly string[] _configured;
    private readonly IDisposable _subscription;
    private volatile string[]? _prefixes;

    public ExemptPaths(IOptions<GoLiveOptions> options, EndpointDataSource endpoints)
    {
        _endpoints = endpoints;
        _configured =
        [
            .. (options.Value.ExemptPrefixes ?? GoLiveOptions.DefaultExemptPrefixes).Select(static p => p.TrimEnd('/')),
        ];
        _subscription = ChangeToken.OnChange(endpoints.GetChangeToken, () => _prefixes = null);
    }

    public bool IsExempt(string? path)
    {
        if (path is null)
        {
            return false;
        }

        foreach (var prefix in _prefixes ??= Collect())
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal)
                && (path.Length == prefix.Length || path[prefix.Length] == '/'))
            {
                return IsPlain(path);
            }
        }

        return false;
    }

    /// <summary>Whether every reader of the path sees the same segments in it.</summary>
    public static bool IsPlain(ReadOnlySpan<char> path)
    {
        if (path.ContainsAny(Ambiguous))
        {
            return false;
        }

        foreach (var range in path[1..].Split('/'))
        {
            var segment = path[1..][range];
            var isLast = range.End.Value == path.Length - 1;
            if ((segment.IsEmpty && !isLast) || segment is "." or "..")
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose() => _subscription.Dispose();

    private string[] Collect()
    {
        var prefixes = new HashSet<string>(_configured, StringComparer.Ordinal);
        foreach (var endpoint in _endpoints.Endpoints)
        {
            if (endpoint is RouteEndpoint route
                && route.Metadata.GetMetadata<ValhallaEndpointMetadata>() is { } ours
                && ours.ExemptPrefixAt(route.RoutePattern.RawText) is { } prefix)
            {
                prefixes.Add(prefix);
            }
        }

        return [.. prefixes];
    }
}
