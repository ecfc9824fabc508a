What is inside, the licenses that its poms name, and where to read them. The texts and notices that an archive
has itself are beside this file, in a folder of its name.

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
${project.groupId}:${project.artifactId}:${project.version} - ${(project.name)!""}
<#if (project.url)?has_content>
  ${project.url}
</#if>
<#list project.licenses as license>
  ${(license.name)!"Unknown license"}<#if (license.url)?has_content> - ${license.url}</#if>
</#list>

</#list>
