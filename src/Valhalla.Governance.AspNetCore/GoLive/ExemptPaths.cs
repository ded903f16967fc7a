using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Valhalla.Governance.AspNetCore.Execution;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>
/// What the go-live middleware lets pass. Where a request has an endpoint, that decides: the library's own, one that
/// only reads, one whose route begins with an exempt prefix, or what the host shows for every page it has no route for.
/// Before that, and where no endpoint comes, the path decides: the prefixes of the options, and wherever the library's
/// endpoints are really mapped. Paths are compared exactly and by whole segments; one that could mean another to
/// whatever handles it later (dot segments, empty segments, backslashes, escapes) is never exempt.
/// </summary>
internal sealed class ExemptPaths : IDisposable
{
    private static readonly SearchValues<char> Ambiguous = SearchValues.Create("\\%\0;");

    private readonly EndpointDataSource _endpoints;
    private readonly EndpointClasses _classes;
    private readonly string[] _configured;
    private readonly IDisposable _subscription;
    private volatile Known? _known;

    public ExemptPaths(IOptions<GoLiveOptions> options, EndpointDataSource endpoints, EndpointClasses classes)
    {
        _endpoints = endpoints;
        _classes = classes;
        _configured =
        [
            .. (options.Value.ExemptPrefixes ?? GoLiveOptions.DefaultExemptPrefixes).Select(static p => p.TrimEnd('/')),
        ];
        _subscription = ChangeToken.OnChange(endpoints.GetChangeToken, () => _known = null);
    }

    /// <summary>Whether an endpoint may be exempt that no path tells of, so that routing has to be asked.</summary>
    public bool HasHidden => (_known ??= Collect()).HasHidden;

    /// <summary>Whether a path is below an exempt prefix.</summary>
    public bool IsExempt(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return false;
        }

        var known = _known ??= Collect();
        foreach (var prefix in known.Prefixes)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal)
                && (path.Length == prefix.Length || path[prefix.Length] == '/'))
            {
                return IsPlain(path);
            }
        }

        return Array.Exists(known.Templates, template => Matches(path, template)) && IsPlain(path);
    }

    /// <summary>
    /// Whether a path ends with the whole route of one of the library's endpoints, as behind <c>UsePathBase</c>.
    /// </summary>
    public bool EndsWithOwnRoute(string? path)
    {
        if (string.IsNullOrEmpty(path) || !IsPlain(path))
        {
            return false;
        }

        var segments = path.Trim('/').Split('/');
        return Array.Exists((_known ??= Collect()).Routes, route => EndsWith(segments, route));
    }

    /// <summary>Whether an endpoint may run for a request while go-live is off.</summary>
    public bool IsExempt(HttpRequest request, Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<ValhallaEndpointMetadata>() is { } ours)
        {
            return ours.ExemptPath is not null;
        }

        return _classes.Of(endpoint) == ExecutionClass.ReadOnly
            || (endpoint is RouteEndpoint route
                && (Array.Exists((_known ??= Collect()).Prefixes, prefix => IsBelow(route.RoutePattern, prefix))
                    || (IsPageOfNoRoute(request, route.RoutePattern) && IsExempt(request.Path.Value))));
    }

    /// <summary>Whether an endpoint only reads, by a route that begins with a name and has no catch-all.</summary>
    public bool IsNamedReader(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern: var pattern }
        && pattern.PathSegments is [{ Parts: [RoutePatternLiteralPart] }, ..]
        && !pattern.Parameters.Any(static parameter => parameter.IsCatchAll)
        && endpoint.Metadata.GetMetadata<ValhallaEndpointMetadata>() is null
        && _classes.Of(endpoint) == ExecutionClass.ReadOnly;

    /// <summary>Whether every reader of the path sees the same segments in it.</summary>
    public static bool IsPlain(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty || path.ContainsAny(Ambiguous))
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

    /// <summary>What a single-page application answers to whatever is not known: a page, to be read.</summary>
    private static bool IsPageOfNoRoute(HttpRequest request, RoutePattern pattern) =>
        pattern.PathSegments is [{ Parts: [RoutePatternParameterPart { IsCatchAll: true }] }]
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));

    private static bool IsBelow(RoutePattern pattern, string prefix)
    {
        var names = prefix.Trim('/').Split('/');
        return pattern.PathSegments.Count >= names.Length && names.Index().All(name =>
            pattern.PathSegments[name.Index].Parts is [RoutePatternLiteralPart literal]
            && string.Equals(literal.Content, name.Item, StringComparison.OrdinalIgnoreCase));
    }

    private static bool EndsWith(string[] path, string[] route)
    {
        var skipped = path.Length - route.Length;
        return skipped > 0 && route.Index().All(segment =>
            segment.Item[0] == '{'
            || string.Equals(segment.Item, path[skipped + segment.Index], StringComparison.OrdinalIgnoreCase));
    }

    // Not what routing would match: capitals of another case are left to it.
    private static bool Matches(string path, string[] template)
    {
        var segments = path.Trim('/').Split('/');
        return segments.Length == template.Length && template.Index().All(
            part => part.Item[0] == '{' || string.Equals(part.Item, segments[part.Index], StringComparison.Ordinal));
    }

    private Known Collect()
    {
        var prefixes = new HashSet<string>(_configured, StringComparer.Ordinal);
        var routes = new List<string[]>();
        var templates = new List<string[]>();
        var hasHidden = false;
        foreach (var endpoint in _endpoints.Endpoints)
        {
            if (endpoint is not RouteEndpoint route
                || route.Metadata.GetMetadata<ValhallaEndpointMetadata>() is not { ExemptPath: not null } ours)
            {
                hasHidden |= _classes.Of(endpoint) == ExecutionClass.ReadOnly;
                continue;
            }

            if (ours.ExemptPrefixAt(route.RoutePattern.RawText) is { } prefix)
            {
                prefixes.Add(prefix);
            }
            else if (ours.IsTemplateAt(route.RoutePattern.RawText))
            {
                templates.Add(route.RoutePattern.RawText!.Trim('/').Split('/'));
            }
            else
            {
                hasHidden = true;
            }

            if (route.RoutePattern.RawText?.Trim('/') is { Length: > 0 } text
                && !text.Contains('*', StringComparison.Ordinal))
            {
                routes.Add(text.Split('/'));
            }
        }

        return new Known([.. prefixes], [.. templates], [.. routes], hasHidden);
    }

    private sealed record Known(string[] Prefixes, string[][] Templates, string[][] Routes, bool HasHidden);
}
