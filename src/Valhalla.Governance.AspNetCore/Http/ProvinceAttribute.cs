using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Names the provinces and territories in the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class ProvinceAttribute()
    : RegularExpressionAttribute($"^({string.Join('|', ProvinceCode.All.Select(static code => code.Value))})$");
